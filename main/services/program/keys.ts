import type { keys } from '../../contract/methods/keys.ts';
import type { Handlers } from '../context.ts';

export const keyHandlers: Handlers<typeof keys> = {
  info: ({ core }) => core.keys.info(),
  new({ core }, wanted) {
    const own = core.keys.create(wanted, core.clock.now());
    // Every window shows whose key signs.
    core.emit({ type: 'keys' });
    return own;
  },
  export: ({ core }, { target }) => core.keys.exportTo(core.files.targetOf(target)),
  trust({ core }, { file, name }) {
    const known = core.keys.trust(core.files.pathOf(file), name, core.clock.now());
    core.emit({ type: 'keys' });
    return known;
  },
  forget({ core }, { fingerprint }) {
    const known = core.keys.forget(fingerprint);
    core.emit({ type: 'keys' });
    return known;
  },
};
