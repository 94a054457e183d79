import type { Theory } from "../electrons/electrons.js";
import type { Question } from "../questions/question.js";

/** What a command line is made of: what can be asked, and of which devices. */
export interface Composition {
  readonly questions: readonly Question[];
  readonly theories: readonly Theory[];
}
