import type { Run, Scope } from '../feel';
import { isContext } from '../feel/values/typeOf';
import { lookUp } from '../feel/values/lookUp';

/** Names bound by a boxed expression, before those around it. */
export class LocalScope implements Scope {
  constructor(
    private readonly outer: Scope,
    readonly values: Map<string, unknown>,
  ) {}

  get now(): string {
    return this.outer.now;
  }

  get(name: string): unknown {
    return this.values.has(name) ? (this.values.get(name) ?? null) : this.outer.get(name);
  }

  has(name: string): boolean {
    return this.values.has(name) || this.outer.has(name);
  }
}

/** One value under one name: `?` in a test, `item` in a filter, whose entries are names too. */
export class ItemScope implements Scope {
  constructor(
    private readonly outer: Scope,
    private readonly name: string,
    private readonly item: unknown,
  ) {}

  get now(): string {
    return this.outer.now;
  }

  get(name: string): unknown {
    const entry = this.name === 'item' && isContext(this.item) ? lookUp(this.item, name) : undefined;
    if (entry !== undefined) return entry;
    return name === this.name ? (this.item ?? null) : this.outer.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}

/** One turn of an iteration: its element, and as `partial` the results of earlier turns. */
export class TurnScope implements Scope {
  private readonly turn: number;

  constructor(
    private readonly run: Run,
    private readonly name: string,
    private readonly element: unknown,
    private readonly results: readonly unknown[],
  ) {
    this.turn = results.length;
  }

  get now(): string {
    return this.run.scope.now;
  }

  get(name: string): unknown {
    if (name === this.name) return this.element ?? null;
    if (name !== 'partial') return this.run.scope.get(name);
    this.run.step(this.turn);
    return this.results.slice(0, this.turn);
  }

  has(name: string): boolean {
    return name === this.name || name === 'partial' || this.run.scope.has(name);
  }
}

/** What an element requires, computed when first needed; otherwise what the host has. */
export class RequirementScope implements Scope {
  constructor(
    private readonly host: Scope,
    private readonly required: ReadonlyMap<string, () => unknown>,
  ) {}

  get now(): string {
    return this.host.now;
  }

  get(name: string): unknown {
    const required = this.required.get(name);
    return required ? (required() ?? null) : this.host.get(name);
  }

  has(name: string): boolean {
    return this.required.has(name) || this.host.has(name);
  }
}
