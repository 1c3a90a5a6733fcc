import { type AST, RegExpParser } from '@eslint-community/regexpp';

type Next = (at: number) => boolean;
/** Forwards, or backwards in what looks behind. */
type Way = 1 | -1;
type Part = (at: number, next: Next) => boolean;

/** A search took more steps than it may. */
export class TooManySteps extends Error {}

/**
 * A backtracking search that counts its steps: each letter that is looked at, and each place from which it is gone on. They are the same
 * on every machine, however busy it is, which the time that an expression takes is not.
 */
export class CountedSearch {
  private text = '';
  private taken = 0;
  /** What each group took, by where the group begins in the source. */
  private captured = new Map<number, string>();
  private readonly whole: Part;
  private readonly flags: string;
  private readonly readsCodePoints: boolean;
  private readonly limit: number;

  constructor(source: string, flags: string, limit: number) {
    this.flags = flags;
    this.readsCodePoints = /[uv]/.test(flags);
    this.limit = limit;
    const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
      unicode: flags.includes('u'),
      unicodeSets: flags.includes('v'),
    });
    this.whole = this.anyOf(pattern.alternatives, 1);
  }

  /** Every match in a text, as `matchAll` finds them, and how many steps that took. Fails when there are too many. */
  through(text: string): { readonly matches: readonly string[]; readonly steps: number } {
    this.text = text;
    this.taken = 0;
    const matches: string[] = [];
    for (let at = 0; at <= text.length; ) {
      this.step();
      const end = this.matchAt(at);
      if (end !== null) matches.push(text.slice(at, end));
      else if (this.flags.includes('y')) break;
      at = end !== null && end > at ? end : at + this.width(at);
    }
    return { matches, steps: this.taken };
  }
  private matchAt(at: number): number | null {
    this.captured = new Map();
    let end: number | null = null;
    this.whole(at, (reached) => {
      end = reached;
      return true;
    });
    return end;
  }

  private step(): void {
    this.taken += 1;
    if (this.taken > this.limit) throw new TooManySteps();
  }

  private anyOf(alternatives: readonly AST.Alternative[], way: Way): Part {
    const each = alternatives.map(({ elements }) =>
      this.oneAfterOther(way === 1 ? elements : elements.toReversed(), way),
    );
    return (at, next) => each.some((part) => part(at, next));
  }

  private oneAfterOther(elements: readonly AST.Element[], way: Way): Part {
    return elements
      .map((element) => this.part(element, way))
      .reduceRight<Part>(
        (rest, first) => (at, next) => first(at, (reached) => rest(reached, next)),
        (at, next) => next(at),
      );
  }

  private part(element: AST.Element, way: Way): Part {
    switch (element.type) {
      case 'Group':
        return this.anyOf(element.alternatives, way);
      case 'CapturingGroup':
        return this.group(element, way);
      case 'Quantifier':
        return this.repeated(element, way);
      case 'Assertion':
        return this.assertion(element);
      case 'Backreference':
        return this.reference(element, way);
      default:
        return this.letter(element, way);
    }
  }

  private group({ alternatives, start }: AST.CapturingGroup, way: Way): Part {
    const inner = this.anyOf(alternatives, way);
    return (at, next) => {
      const before = this.captured.get(start) ?? '';
      const kept = inner(at, (reached) => {
        this.captured.set(start, this.text.slice(Math.min(at, reached), Math.max(at, reached)));
        return next(reached);
      });
      if (!kept) this.captured.set(start, before);
      return kept;
    };
  }

  private reference({ resolved }: AST.Backreference, way: Way): Part {
    const { start } = [resolved].flat()[0] as AST.CapturingGroup;
    return (at, next) => {
      const said = this.captured.get(start) ?? '';
      const from = way === 1 ? at : at - said.length;
      for (const _letter of said) this.step();
      return this.text.startsWith(said, from) && next(way === 1 ? at + said.length : from);
    };
  }

  private letter(element: AST.Element, way: Way): Part {
    const over = this.overLetter(element, way);
    return (at, next) => {
      const reached = over(at);
      return reached >= 0 && next(reached);
    };
  }

  /** Where the search stands behind the letter that lies ahead, if the element takes it; -1 otherwise. */
  private overLetter(element: AST.Element, way: Way): (at: number) => number {
    const expression = new RegExp(`^(?:${element.raw})$`, this.flags.replace(/[gym]/g, ''));
    const known = new Map<number, boolean>();
    return (at) => {
      this.step();
      const from = way === 1 ? at : at - this.width(at, -1);
      if (from < 0 || from >= this.text.length) return -1;
      const width = this.width(from);
      const letter = width === 1 ? this.text.charCodeAt(from) : (this.text.codePointAt(from) ?? 0);
      let taken = known.get(letter);
      if (taken === undefined) {
        taken = expression.test(this.text.slice(from, from + width));
        known.set(letter, taken);
      }
      return taken ? at + way * width : -1;
    };
  }
  /** Of the letter that lies ahead: two units where the expression reads code points and it has two. */
  private width(at: number, way: Way = 1): number {
    if (!this.readsCodePoints) return 1;
    return (this.text.codePointAt(way === 1 ? at : at - 2) ?? 0) > 0xff_ff ? 2 : 1;
  }

  private repeated({ element, min, max, greedy }: AST.Quantifier, way: Way): Part {
    if (element.type.startsWith('Character')) {
      const over = this.overLetter(element, way);
      return greedy ? this.most(over, min, max) : this.fewest(over, min, max);
    }
    const inner = this.part(element, way);
    const go = (at: number, times: number, next: Next): boolean => {
      this.step();
      const once = (): boolean =>
        times < max &&
        inner(at, (reached) => (reached !== at || times < min) && go(reached, times + 1, next));
      if (times < min) return once();
      return greedy ? once() || next(at) : next(at) || once();
    };
    return (at, next) => go(at, 0, next);
  }

  // One letter's repetition is a loop: as calls in each other it would need a stack as deep as the text is long.
  private most(over: (at: number) => number, min: number, max: number): Part {
    return (at, next) => {
      const reached = [at];
      while (reached.length <= max) {
        const further = over(reached.at(-1) as number);
        if (further < 0) break;
        reached.push(further);
      }
      for (let times = reached.length - 1; times >= min; times -= 1) {
        this.step();
        if (next(reached[times] as number)) return true;
      }
      return false;
    };
  }
  private fewest(over: (at: number) => number, min: number, max: number): Part {
    return (start, next) => {
      for (let times = 0, at = start; ; times += 1) {
        this.step();
        if (times >= min && next(at)) return true;
        if (times === max) return false;
        at = over(at);
        if (at < 0) return false;
      }
    };
  }

  private assertion(element: AST.Assertion): Part {
    if (element.kind === 'lookahead' || element.kind === 'lookbehind') {
      const inner = this.anyOf(element.alternatives, element.kind === 'lookahead' ? 1 : -1);
      return (at, next) => inner(at, () => true) !== element.negate && next(at);
    }
    // Only the letters on both sides have a say.
    const expression = new RegExp(element.raw, `${this.flags.replace(/[gy]/g, '')}y`);
    const held = new Map<string, boolean>();
    return (at, next) => {
      this.step();
      const before = this.text.slice(Math.max(0, at - 1), at);
      const sides = this.text.slice(Math.max(0, at - 1), at + 1);
      const known = `${before.length}${sides}`;
      let holds = held.get(known);
      if (holds === undefined) {
        expression.lastIndex = before.length;
        holds = expression.test(sides);
        held.set(known, holds);
      }
      return holds && next(at);
    };
  }
}
