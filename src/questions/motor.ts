import type { Description } from "../device/description.js";
import type { Device } from "../device/device.js";
import { refuse } from "../errors.js";
import type { Electrons, ReadingOptions, Theory } from "../electrons/electrons.js";
import type { Warning } from "../electrons/warning.js";
import { USUAL_TOLERANCE } from "../electrons/wanted.js";
import { Account, type Provenance } from "../motor/result.js";
import { type Followed, followed } from "../progress.js";
import { theoryOf } from "../theories.js";
import { checked, checkNeeds, optionsOf } from "./check.js";
import { questions } from "./index.js";
import { issueOf } from "./kinds.js";
import type { Question, Spelling } from "./question.js";
import { tolerance as toleranceOption } from "./shared.js";
import { Subject } from "./subject.js";

export interface MotorOptions extends ReadingOptions {
  /** that reads the device; default the one of the package that knows its model */
  theory?: Theory;
  /** wanted error of the cycle coefficients, relative to the scale of each order; default 1e-10 */
  tolerance?: number;
}

/** Their names. */
export const MOTOR_OPTIONS = ["theory", "engine", "states", "build", "tolerance"];

/** @throws InvalidInput for what is no theory */
export function checkTheory(theory: Partial<Theory>): asserts theory is Theory {
  if (typeof theory.parse === "function" && typeof theory.read === "function") return;
  refuse("theory", theory, "an object with name, models, parse and read");
}

type Methods = {
  [Each in (typeof questions)[number] as Each["name"]]: NonNullable<Each["method"]>;
};

/** The questions, each a method. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars
export interface Motor<Kind extends Description = Device> extends Methods {}

/**
 * One device and everything that can be asked about it. Every result carries `warnings` and `made`; of a list every row.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- `answerAll` below makes the methods
export class Motor<Kind extends Description = Device> {
  /** the device as its theory reads it */
  readonly electrons: Electrons;
  private readonly subject: Subject;

  constructor(
    readonly device: Kind,
    given: MotorOptions = {},
  ) {
    const { theory = theoryOf(device), tolerance = USUAL_TOLERANCE, ...options } = optionsOf(given, MOTOR_OPTIONS);
    checkTheory(theory);
    this.electrons = theory.read(device, options);
    const issue = issueOf(toleranceOption.kind, tolerance);
    if (issue) refuse("tolerance", issue.value, issue.allowed);
    this.subject = new Subject(this.electrons, tolerance, new Account(this.electrons));
  }

  /** What is doubtful about the device and the host, whatever is asked: the first warnings of every result. */
  get warnings(): readonly Warning[] {
    return this.subject.account.warnings;
  }

  /** How results are made. */
  get made(): Provenance {
    return this.subject.account.made;
  }

  /**
   * Any question, one of this package or another: what the method of its name does.
   *
   * @param spelled how messages write the names of options
   * @throws InvalidInput for options that are not allowed
   */
  ask(question: Question, all: Followed & Record<string, unknown> = {}, spelled?: Spelling): unknown {
    const { progress, ...given } = optionsOf(all);
    if (progress !== undefined && typeof progress !== "function") refuse("progress", progress, "a function");
    const options = checked(question, given, spelled);
    checkNeeds(question, given, this.electrons, questions, spelled);
    const follower = progress ? { progress } : {};
    const each = question.oneByOne;
    const list = each === undefined ? undefined : options[each];
    if (!Array.isArray(list)) return question.ask(this.subject, options, follower);
    return followed(follower, (done) =>
      list.map((entry: unknown, i) => {
        done(i / list.length);
        return question.ask(this.subject, { ...options, [each!]: entry }, {});
      }),
    );
  }
}

/** Gives motors of a class a method for every question. */
export function answerAll(motors: { prototype: Pick<Motor, "ask"> }, asked: readonly Question[]): void {
  for (const question of asked) {
    Object.defineProperty(motors.prototype, question.name, {
      configurable: true,
      writable: true,
      value(this: Pick<Motor, "ask">, options?: Followed & Record<string, unknown>) {
        return this.ask(question, options);
      },
    });
  }
}

answerAll(Motor, questions);
