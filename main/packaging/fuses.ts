import {
  type FuseConfig,
  FuseState,
  FuseV1Options,
  FuseVersion,
  flipFuses,
  getCurrentFuseWire,
} from '@electron/fuses';

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

/** Sets the fuses of a packaged program and looks whether they are set. Throws where one is not. */
export async function setFuses(program: string, fuses: FuseConfig): Promise<void> {
  await flipFuses(program, fuses);
  const wire = (await getCurrentFuseWire(program)) as unknown as Readonly<Record<string, number>>;
  // Beside the fuses, which are numbers, stands how they are to be set.
  for (const [fuse, on] of Object.entries(fuses))
    if (/^\d+$/.test(fuse) && wire[fuse] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
      throw new Error(`The fuse ${FuseV1Options[Number(fuse)]} of ${program} is not ${on ? 'on' : 'off'}.`);
}
