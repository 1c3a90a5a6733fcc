import fc from 'fast-check';

/**
 * Properties begin with one seed, so that a run says of one state of the code the same every time: red is for a change that broke
 * something, not for a case that came up today. `DEMARC_SEED=n npm run vitest -- run FILE` looks at others, and a campaign at many.
 */
fc.configureGlobal({ seed: Number(process.env.DEMARC_SEED ?? 1) });

export default fc;
