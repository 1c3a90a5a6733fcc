// A worker that is caught in one expression for ever, as no message can reach it.
/^(a+)+$/.test(`${'a'.repeat(60)}b`);
