// A source that is read from time to time: takes a turn, keeps what was learnt in the library, and says when the next one
// is due. What a turn consists of is the kind's business; which source's turn it is, the poller's.

import { publishedMoments } from '../../library/lists/rows.js';
import { readMemory, type SourceMemory, writeMemory } from '../../library/sourceMemory.js';
import { putSource } from '../../library/sources.js';
import type { SourceDefinition } from '../../protocol/sources.js';
import { identify, type SourceIdentity } from '../../sources/identify.js';
import { nextAfterFailure, nextAfterStop, nextAfterSuccess, rhythmLength, usualInterval } from '../../sources/schedule.js';
import { describeError } from '../workerLog.js';
import { failedFiles } from './failedFiles.js';
import { stoppedByPerson } from './refreshes.js';
import type { Learnt, LiveSource, PolledKind, ReadOptions, ReadSummary, Secret, SourceServices, Turn, TurnOutcome } from './liveSource.js';

/** Why a turn was given up together with its source; cut off in any other way, it is taken again by whoever waited for it. */
const sourceStopped = new Error('The source was stopped.');

export class PolledSource<Definition extends SourceDefinition> implements LiveSource {
  readonly definition: Definition;
  readonly isWatched = false;
  readonly #identity: SourceIdentity;
  readonly #kind: PolledKind<Definition>;
  readonly #services: SourceServices;
  /** The turn under way; undefined when there is none. */
  #turn: { readonly done: Promise<ReadSummary>; readonly leave: AbortController } | undefined;

  constructor(definition: Definition, kind: PolledKind<Definition>, services: SourceServices) {
    this.definition = definition;
    this.#identity = identify(definition);
    this.#kind = kind;
    this.#services = services;
  }

  get id(): string {
    return this.#identity.id;
  }

  async start(): Promise<void> {
    // Nothing is requested because a window opened; the poller knows when it is this source's turn.
  }

  /** Two who want it read at the same time share one turn, but for the person who wants it read whatever the server says. */
  async read(options: ReadOptions): Promise<ReadSummary> {
    const { signal, isForced } = options;
    if (this.#turn) {
      const { done, leave } = this.#turn;
      const shared = await done;
      if (signal.aborted || leave.signal.reason === sourceStopped || (!isForced && !leave.signal.aborted)) return shared;
    }
    if (this.#turn) return this.#turn.done;
    const leave = new AbortController();
    const ended = AbortSignal.any([signal, leave.signal]);
    const done = this.#take({ signal: ended, isForced }).finally(() => {
      // Whoever waited for this turn hears that it was cut off before its end.
      if (ended.aborted) leave.abort();
      this.#turn = undefined;
    });
    this.#turn = { done, leave };
    return done;
  }

  /** What is under way is given up: a source that is no more, or is another one now, has nothing to write. */
  async stop(): Promise<void> {
    this.#turn?.leave.abort(sourceStopped);
    await this.#turn?.done;
  }

  status(): ReturnType<LiveSource['status']> {
    const { kind, address, isNamed, name } = this.#identity;
    const memory = this.#memory();
    return {
      sourceId: this.id,
      kind,
      definition: this.definition,
      name: isNamed ? name : (memory.title ?? name),
      address,
      ...picked(memory, ['problem', 'note', 'lastTry', 'lastSuccess', 'interval', 'movedTo', 'homePage']),
      ...(memory.nextTry === undefined || this.definition.paused ? {} : { nextTry: memory.nextTry }),
      failed: kind === 'git' ? [...(memory.failedFiles ?? []), ...failedFiles(this.#services.library, this.id)] : [],
    };
  }

  /** What is remembered; of an address that it no longer has, only what is about the source itself. */
  #memory(): SourceMemory {
    const memory = this.#services.library.read((database) => readMemory(database, this.id), undefined) ?? {};
    if (memory.address === undefined || memory.address === this.#identity.address) return memory;
    return picked(memory, ['title', 'homePage', 'interval', 'lastSuccess']);
  }

  async #take({ signal, isForced }: ReadOptions): Promise<ReadSummary> {
    const { library, emit } = this.#services;
    const memory = this.#memory();
    const { kind, name } = this.#identity;
    library.write((database) => putSource(database, { id: this.id, kind, name: this.status().name || name }));
    const secret = this.#secret();
    const outcome = refusing(
      await this.#tryTo({ sourceId: this.id, services: this.#services, memory, secret, signal, isForced }),
      secret.credentials !== undefined,
    );
    if (signal.aborted) return this.#leave(memory, signal);
    const learnt = this.#learn(memory, outcome);
    library.write((database) =>
      database.transaction(() => {
        writeMemory(database, this.id, learnt);
        const title = this.#identity.isNamed ? name : (learnt.title ?? name);
        putSource(database, { id: this.id, kind, name: title });
      }),
    );
    emit({ event: 'sourcesChanged' });
    if (outcome.outcome === 'failed') return { added: 0, updated: 0, problem: outcome.problem };
    return outcome.outcome === 'read' ? { added: outcome.added, updated: outcome.updated } : { added: 0, updated: 0 };
  }

  /** What was stopped is no failure of the source. The person who stopped it does not want it to begin again at once. */
  #leave(memory: SourceMemory, { reason }: AbortSignal): ReadSummary {
    if (reason === stoppedByPerson) {
      const nextTry = Math.max(memory.nextTry ?? 0, nextAfterStop(Date.now(), Math.random()));
      this.#services.library.write((database) => writeMemory(database, this.id, { ...memory, nextTry }));
    }
    return { added: 0, updated: 0 };
  }

  #secret(): Secret {
    const credentials = this.#services.credentialsOf(this.definition);
    return credentials === undefined ? {} : { credentials, credentialsFor: this.#identity.address };
  }

  /** A bug in reading one source must not end the reading of the others. */
  async #tryTo(turn: Turn): Promise<TurnOutcome> {
    try {
      return await this.#kind.read(this.definition, turn);
    } catch (error) {
      if (!turn.signal.aborted) this.#services.log('error', `${logged(this.#identity.address)} could not be read: ${describeError(error)}`);
      return { outcome: 'failed', problem: { reason: 'unreadable' } };
    }
  }

  #learn(before: SourceMemory, outcome: TurnOutcome): SourceMemory {
    const now = Date.now();
    const { problem: _problem, note, ...kept } = before;
    if (outcome.outcome === 'failed') {
      const failures = (before.failures ?? 0) + 1;
      const nextTry = nextAfterFailure(now, failures, outcome.problem, outcome.retryAt, Math.random());
      this.#services.log('info', `${logged(this.#identity.address)}: ${outcome.problem.reason} ${outcome.problem.status ?? ''}`.trim());
      return {
        ...kept,
        address: this.#identity.address,
        ...(note === undefined ? {} : { note }),
        lastTry: now,
        failures,
        nextTry,
        problem: outcome.problem,
      };
    }
    const moments = this.#services.library.read((database) => publishedMoments(database, this.id, rhythmLength), []);
    const interval = usualInterval(moments);
    const newNote = outcome.outcome === 'read' ? outcome.note : note;
    const learnt = withLearnt(kept, outcome.memory);
    return {
      ...learnt,
      address: this.#identity.address,
      reader: this.#services.build,
      failures: 0,
      lastTry: now,
      lastSuccess: now,
      ...(interval === undefined ? {} : { interval }),
      ...(newNote === undefined ? {} : { note: newNote }),
      nextTry: nextAfterSuccess(now, interval, learnt.wish, Math.random()),
    };
  }
}

/** The address for the log: what makes a feed a person's own often stands in its query. */
function logged(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}

/** Who asks to sign in although user and password were sent has refused them. */
function refusing(outcome: TurnOutcome, isSignedIn: boolean): TurnOutcome {
  if (!isSignedIn || outcome.outcome !== 'failed' || outcome.problem.reason !== 'signIn') return outcome;
  return { ...outcome, problem: { ...outcome.problem, reason: 'signInRefused' } };
}

/** What was known with what was learnt; a field that is named as undefined is gone. */
function withLearnt(known: SourceMemory, learnt: Learnt): SourceMemory {
  return Object.fromEntries(Object.entries({ ...known, ...learnt }).filter(([, value]) => value !== undefined));
}

/** The fields of `names` that are there. */
function picked<T extends object, Name extends keyof T>(from: T, names: readonly Name[]): Pick<T, Name> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries lose the type of their keys
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))) as Pick<T, Name>;
}
