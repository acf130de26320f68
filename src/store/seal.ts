import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps people's addresses off the disk: as keyed hashes where they are only looked up, encrypted where they are read back. */
export class Seal {
  private readonly hashKey: KeyObject;
  private readonly sealKey: KeyObject;

  /** `secret` is at least 32 random bytes; without it nothing on the disk can be read or told apart. */
  constructor(secret: Uint8Array) {
    this.hashKey = derive(secret, "instantly ledger");
    this.sealKey = derive(secret, "instantly journal");
  }

  /** 32 bytes that stand for a text (HMAC-SHA-256). */
  hash(text: string): Buffer {
    return createHmac("sha256", this.hashKey).update(text).digest();
  }

  /** AES-256-GCM: nonce, tag, ciphertext. */
  close(text: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.sealKey, nonce);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** @throws Error when the bytes were not closed with this secret. */
  open(sealed: Uint8Array): string {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", this.sealKey, nonce);
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return (
      decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8")
    );
  }
}

/** A key object: made of raw bytes each time, a hash takes four times as long. */
function derive(secret: Uint8Array, purpose: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), purpose, 32)));
}
