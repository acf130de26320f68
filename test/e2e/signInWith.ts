import type { Workbench } from "./workbench.ts";

/** Answers sign-in's two boxes; the second is accepted as it stands unless a name is given. */
export async function signInWith(workbench: Workbench, key: string, name?: string): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand("Instantly: Sign In…");
  await quickInput.waitFor("Sign In to Instantly");
  await quickInput.type(key);
  await quickInput.accept();
  await quickInput.waitForMessage("The key is good");
  if (name !== undefined) await quickInput.type(name);
  await quickInput.accept();
}
