/**
 * A conversation with a thread. Most questions wait for their answer as anything waits here; some have to be answered before
 * the emulator goes on at all, because the work that asks is one synchronous piece (a `before` rule inside a write).
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { FROM_THREAD, ring, TO_THREAD } from './message.mts';
import type { Message } from './message.mts';

export interface Line {
	/** Says something and waits for the answer; undefined when the time is up, or the thread is no more. */
	ask(words: string, milliseconds?: number): Promise<string | undefined>;
	/** The same, and everything else stands still meanwhile. */
	askNow(words: string, milliseconds?: number): string | undefined;
	/** Why the thread is no more, if it ended by itself. */
	readonly failure: string;
	/** Nobody wants to hear of it any more. */
	readonly closed: boolean;
	/** Ends the thread, whatever it does. */
	close(): void;
}

export interface LineOptions {
	/** Megabytes. */
	memory: number;
}

/** Longest wait of a thread that has no limit of its own. */
const PATIENCE = 600_000;

interface Thread {
	worker: Worker;
	port: MessagePort;
	signal: Int32Array;
}

/** Nothing of this process reaches the thread, not even its environment. */
function openThread(file: URL, { memory }: LineOptions): Thread {
	const { port1: port, port2 } = new MessageChannel();
	const signal = new Int32Array(new SharedArrayBuffer(8));
	const worker = new Worker(file, {
		workerData: { signal, port: port2 },
		transferList: [port2],
		env: {},
		argv: [],
		execArgv: ['--disable-warning=ExperimentalWarning'],
		stdin: false,
		stdout: true,
		stderr: true,
		resourceLimits: { maxOldGenerationSizeMb: memory, stackSizeMb: 8 },
	});
	return { worker, port, signal };
}

/** Those who wait for an answer, by the number of their question. */
class Waiting {
	private readonly answers = new Map<number, (words: string | undefined) => void>();

	wait(id: number, milliseconds: number): Promise<string | undefined> {
		return new Promise((done) => {
			const timer = setTimeout(() => this.arrive({ id, words: undefined }), milliseconds);
			this.answers.set(id, (words) => {
				clearTimeout(timer);
				done(words);
			});
		});
	}

	arrive({ id, words }: { id: number; words: string | undefined }): void {
		this.answers.get(id)?.(words);
		this.answers.delete(id);
	}

	leave(): void {
		for (const id of [...this.answers.keys()]) this.arrive({ id, words: undefined });
	}
}

/** Sleeps until the thread has said something, and takes that. */
function hear({ port, signal }: Thread, milliseconds: number): Message | undefined {
	const seen = Atomics.load(signal, FROM_THREAD);
	const heard = (): Message | undefined => receiveMessageOnPort(port)?.message;
	const message = heard();
	if (message) return message;
	Atomics.wait(signal, FROM_THREAD, seen, milliseconds);
	return heard();
}

export function openLine(file: URL, options: LineOptions): Line {
	const thread = openThread(file, options);
	const { worker, port, signal } = thread;
	const waiting = new Waiting();
	let questions = 0;
	let failure = '';
	let closed = false;

	const say = (words: string): number => {
		questions += 1;
		port.postMessage({ id: questions, words } satisfies Message);
		ring(signal, TO_THREAD);
		return questions;
	};

	port.on('message', (message: Message) => waiting.arrive(message));
	// A thread that ends on its own has run out of memory, or is broken: whoever asked it is told by the silence.
	worker.on('error', (error) => {
		failure = error instanceof Error ? error.message : String(error);
		waiting.leave();
	});
	worker.on('exit', () => waiting.leave());
	worker.unref();
	port.unref();

	return {
		ask: (words, milliseconds = PATIENCE) =>
			closed ? Promise.resolve(undefined) : waiting.wait(say(words), milliseconds),
		askNow(words, milliseconds = PATIENCE) {
			const id = closed ? 0 : say(words);
			const end = performance.now() + milliseconds;
			for (let left = milliseconds; left > 0 && !closed; left = end - performance.now()) {
				const message = hear(thread, left);
				if (message?.id === id) return message.words;
				if (message) waiting.arrive(message);
			}
			return undefined;
		},
		get failure() {
			return failure;
		},
		get closed() {
			return closed;
		},
		close() {
			closed = true;
			waiting.leave();
			port.close();
			void worker.terminate();
		},
	};
}
