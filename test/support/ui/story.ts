/** What a step may take, as long as a test of its own. */
const STEP_MS = 60_000;

type Work = () => Promise<void>;
export interface Step {
  readonly title: string;
  readonly work: Work;
  readonly limitMs: number;
}
export type TellStep = (title: string, work: Work, limitMs?: number) => void;

/**
 * A describe whose steps build on each other, as one test: none can be run or fail without those before it. The titles of
 * the steps are the test's, so that `--grep` finds it by each of them, and a failure says in which step it was.
 */
export function story(title: string, tell: (step: TellStep) => void): void {
  describe(title, () => {
    const steps: Step[] = [];
    tell((name, work, limitMs = STEP_MS) => steps.push({ title: name, work, limitMs }));
    const lines = steps.map((step, at) => `${at + 1}. ${step.title}`);
    it(["step by step", ...lines].join("\n      "), async function () {
      this.timeout(steps.reduce((sum, { limitMs }) => sum + limitMs, STEP_MS));
      await inOrder(steps);
    });
  });
}

/** Each step after the one before. @throws the first failure, which then names its step. */
export async function inOrder(steps: readonly Step[]): Promise<void> {
  for (const [at, step] of steps.entries()) {
    try {
      await inTime(step);
    } catch (error) {
      throw named(error, `step ${at + 1} of ${steps.length}, "${step.title}"`);
    }
  }
}

async function inTime({ work, limitMs }: Step): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    limit = setTimeout(() => reject(new Error(`not done after ${limitMs / 1000} s`)), limitMs);
  });
  try {
    await Promise.race([work(), tooLong]);
  } finally {
    clearTimeout(limit);
  }
}

function named(error: unknown, step: string): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  error.message = `${step}: ${message}`;
  // mocha looks for the message in the stack to tell one from the other.
  if (error.stack) error.stack = error.stack.replace(message, () => error.message);
  return error;
}
