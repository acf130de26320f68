import * as vscode from "vscode";
import { MAIL_SCHEME, parseMailUri } from "./mailAddress.ts";

/** What reads mail for the file system; its code is loaded with the first file. */
export interface MailSource {
  /** @throws FileSystemError with a finished sentence. */
  read(uri: vscode.Uri): Promise<MailFile>;
  /** Files that were read may show something else now. */
  readonly onDidChange: vscode.Event<readonly vscode.Uri[]>;
}

export interface MailFile {
  readonly bytes: Uint8Array;
  readonly createdAt: number;
  /** Differs whenever the bytes do. */
  readonly changedAt: number;
}

/** Mail as read-only files. Registered when VS Code starts, it loads nothing until a file is asked for. */
export class MailFileSystem implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  #source: Promise<MailSource> | undefined;

  constructor(private readonly load: () => Promise<MailSource>) {}

  register(): vscode.Disposable {
    const options = { isReadonly: true, isCaseSensitive: true };
    return vscode.Disposable.from(
      vscode.workspace.registerFileSystemProvider(MAIL_SCHEME, this, options),
      this.#changed,
    );
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (parseMailUri(uri) === undefined) {
      if (uri.path.split("/").length > 4) throw vscode.FileSystemError.FileNotFound(uri);
      return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const { bytes, createdAt, changedAt } = await this.#read(uri);
    return {
      type: vscode.FileType.File,
      ctime: createdAt,
      mtime: changedAt,
      size: bytes.length,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#read(uri)).bytes;
  }

  /** A mailbox is not a folder to look through: files are opened from the Emails view. */
  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined); // changes are told for every file that was read
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  async #read(uri: vscode.Uri): Promise<MailFile> {
    this.#source ??= this.#open();
    return (await this.#source).read(uri);
  }

  async #open(): Promise<MailSource> {
    const source = await this.load();
    source.onDidChange((uris) =>
      this.#changed.fire(uris.map((uri) => ({ type: vscode.FileChangeType.Changed, uri }))),
    );
    return source;
  }
}
