/** Names and values for a child process. */
export type Environment = Readonly<Record<string, string>>;

/** The environment without what `npm run` adds: a nested npm would take the outer project for its own. */
export function withoutOuterNpm(env: NodeJS.ProcessEnv): Environment {
  return dropping(env, /^(npm_package_|npm_lifecycle_|npm_config_local_prefix$|npm_command$|INIT_CWD$)/);
}

/**
 * The environment for a VS Code under test: nothing of an outer VS Code, npm or Node run leaks into its extension
 * host, and above all no real API key of the person who runs the tests.
 */
export function forVsCode(env: NodeJS.ProcessEnv): Environment {
  return dropping(env, /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|INSTANTLY_|SANDBOX_)/);
}

function dropping(env: NodeJS.ProcessEnv, names: RegExp): Environment {
  const kept = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(kept.filter(([name]) => !names.test(name)));
}
