// Programs list the libraries that they need, one a line, and many are called by a service of AWS.

const LOOKED_AT = 10_000;
/** What Python's package installer calls such lists: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
const IS_CALLED = /(?:^|[\\/_])(?:requirements|constraints)(?:[-_.]\w{1,30}){0,3}\.txt$/i;
/** A library with its version: `boto3==1.34.0`, `requests[socks]>=2`. */
const PINNED = /^[A-Za-z][\w.-]{0,80}(?:\[[\w, -]{1,80}\])? ?(?:===?|~=|>=|<=|!=) ?[\w.*]/m;

/** Whether a text is a list of libraries, by a version behind one of them or by its name. */
export const listsLibraries = (file: string, text: string): boolean =>
  IS_CALLED.test(file) || PINNED.test(text.slice(0, LOOKED_AT));
