const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MAX_DEPTH = 64;

/**
 * Reads JSON piece by piece and gives each object that stands in one of the named lists, parsed, with the name of
 * its list. Inside an object that is given nothing else is given. So a plan of hundreds of megabytes is read with one
 * requirement in memory. Throws when the text is not whole.
 */
export async function* readParts(
  chunks: AsyncIterable<string> | Iterable<string>,
  lists: ReadonlySet<string>,
): AsyncGenerator<{ readonly list: string; readonly value: unknown }> {
  const scanner = new Scanner(lists);
  for await (const chunk of chunks) yield* scanner.push(chunk);
  scanner.end();
}

interface Level {
  readonly array: boolean;
  /** Name of the member under which it stands. */
  readonly name: string;
}

class Scanner {
  readonly #lists: ReadonlySet<string>;
  readonly #open: Level[] = [];
  #inString = false;
  #escaped = false;
  /** The string that is being read, or was read last, outside of parts: it may be the name of a member. */
  #word = '';
  #name = '';
  /** Depth at which the part that is being kept began; -1 outside of parts. */
  #partAt = -1;
  #kept: string[] = [];
  #list = '';
  #done = false;

  constructor(lists: ReadonlySet<string>) {
    this.#lists = lists;
  }

  *push(chunk: string): Generator<{ readonly list: string; readonly value: unknown }> {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#inString = false;
        else if (this.#partAt < 0) this.#word += chunk[at];
        continue;
      }
      if (code === QUOTE) {
        this.#inString = true;
        this.#word = '';
      } else if (code === 0x3a) this.#name = this.#word;
      else if (code === 0x7b || code === 0x5b) {
        if (this.#enter(code === 0x5b)) start = at;
      } else if (code === 0x7d || code === 0x5d) {
        if (!this.#leave(code === 0x5d)) continue;
        this.#kept.push(chunk.slice(start, at + 1));
        const text = this.#kept.join('');
        this.#kept = [];
        yield { list: this.#list, value: JSON.parse(text) };
      } else if (this.#done && code > 0x20) throw new Error('there is text after its end');
    }
    if (this.#partAt >= 0) this.#kept.push(chunk.slice(start));
  }

  end(): void {
    if (!this.#done || this.#inString) throw new Error('it is cut off');
  }

  #enter(array: boolean): boolean {
    if (this.#done || this.#open.length >= MAX_DEPTH) throw new Error('it is not one JSON object');
    const around = this.#open.at(-1);
    const list = this.#partAt < 0 && !array && around?.array === true ? around.name : null;
    const begins = list !== null && this.#lists.has(list);
    if (begins) {
      this.#partAt = this.#open.length;
      this.#list = list;
    }
    // An entry of a list has no name of its own.
    this.#open.push({ array, name: around?.array === true ? '' : this.#name });
    return begins;
  }

  /** True when the part that is being kept ends here. */
  #leave(array: boolean): boolean {
    if (this.#open.pop()?.array !== array) throw new Error('its brackets do not match');
    this.#done = this.#open.length === 0;
    if (this.#open.length !== this.#partAt) return false;
    this.#partAt = -1;
    return true;
  }
}
