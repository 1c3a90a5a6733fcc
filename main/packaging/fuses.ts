import { type FuseConfig, FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/**
 * Switches burnt into a packaged runtime, where no attacker's environment or command line can turn them back. All are
 * named: a fuse that a later Electron adds makes this fail until somebody has decided on it.
 */
export const FUSES: FuseConfig = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Else ELECTRON_RUN_AS_NODE makes of our signed program a Node for anybody's script.
  [FuseV1Options.RunAsNode]: false,
  // We store no cookie, and the key for it would be asked of the system's key ring: a question that nobody understands.
  [FuseV1Options.EnableCookieEncryption]: false,
  // Else NODE_OPTIONS and --inspect load or steer code inside it.
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The code is the archive that was packaged, whole, and nothing beside it.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // We never load file:, so it needs no privileges.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Faster memory checks for WebAssembly; no risk in keeping them.
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** `node main/packaging/fuses.ts <packaged executable>`, after packaging and before signing. */
if (import.meta.main) {
  const executable = process.argv[2];
  if (executable === undefined) {
    process.stderr.write('Name the packaged executable whose fuses are to be set.\n');
    process.exitCode = 2;
  } else {
    await flipFuses(executable, FUSES);
    process.stdout.write(`Fuses set in ${executable}\n`);
  }
}
