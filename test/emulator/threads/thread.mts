/** The other end of a line, inside the thread. Only Node itself ever runs this. */
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { FROM_THREAD, ring, TO_THREAD } from './message.mts';
import type { LineEnd, Message } from './message.mts';

const { signal, port }: LineEnd & { port: MessagePort } = workerData;

export function answer(id: number, words: string): void {
	port.postMessage({ id, words } satisfies Message);
	ring(signal, FROM_THREAD);
}

/** Each question, as it comes. */
export function onQuestion(listener: (message: Message) => void): void {
	port.on('message', listener);
}

/** Answers a question with one of its own, and sleeps until that is answered. */
export function askBack(id: number, words: string): Message {
	let seen = Atomics.load(signal, TO_THREAD);
	answer(id, words);
	for (;;) {
		const message: Message | undefined = receiveMessageOnPort(port)?.message;
		if (message) return message;
		Atomics.wait(signal, TO_THREAD, seen);
		seen = Atomics.load(signal, TO_THREAD);
	}
}
