import type { Line } from '../threads/line.mts';
import type { Run } from './need.mts';
import type { Ending, FromThread, ToThread, World } from './protocol.mts';
import type { Sandboxes } from './sandboxes.mts';

/** Long enough for a thread to start on a busy machine. */
const START = 60_000;

/** What a script asks the emulator for. Throws what the script is to be refused with. */
export type Answers = (call: string, given: unknown) => Run<unknown>;

/** The script took too much of something. */
export class ScriptStopped extends Error {}

/** The instance was stopped, or set back: nobody asks for what the script would have done. */
export class ScriptAbandoned extends Error {}

const say = (words: ToThread): string => JSON.stringify(words);

function* replyTo(answers: Answers, call: string, given: unknown): Run<ToThread> {
	try {
		return { reply: yield* answers(call, given) };
	} catch (error) {
		if (error instanceof ScriptStopped || error instanceof ScriptAbandoned) throw error;
		return { refusal: error instanceof Error ? error.message : String(error) };
	}
}

interface Running {
	sandbox: Line;
	answers: Answers;
	/** Milliseconds that the script itself may work; what it waits for does not count. */
	limit: number;
}

function* listen({ sandbox, answers, limit }: Running, world: World): Run<{ ending: Ending; sound: boolean }> {
	let left = limit;
	let next: ToThread = { run: world };
	for (;;) {
		const started = performance.now();
		const words: string | undefined = yield { kind: 'ask', line: sandbox, words: say(next), milliseconds: left };
		left -= performance.now() - started;
		if (words === undefined) {
			if (sandbox.closed) throw new ScriptAbandoned('The instance was stopped');
			throw new ScriptStopped(sandbox.failure || `It ran for longer than ${limit} milliseconds`);
		}
		const said: FromThread = JSON.parse(words);
		if ('done' in said) return { ending: said.done, sound: !said.broken };
		if ('call' in said) next = yield* replyTo(answers, said.call, said.given);
	}
}

/** Runs one script to its end, or to the end of its time. */
export function* runScript(sandboxes: Sandboxes, world: World, answers: Answers, limit: number): Run<Ending> {
	const sandbox = sandboxes.take();
	let isSound = false;
	try {
		// A thread that is still starting takes none of the script's time.
		yield { kind: 'ask', line: sandbox, words: say({ reply: null }), milliseconds: START };
		const { ending, sound } = yield* listen({ sandbox, answers, limit }, world);
		isSound = sound;
		return ending;
	} finally {
		sandboxes.giveBack(sandbox, isSound);
	}
}
