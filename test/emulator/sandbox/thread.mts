/**
 * Runs scripts of business rules: QuickJS, an engine of its own inside WebAssembly, inside a thread. A script has the language
 * and the API below `glide/`, and nothing else; it cannot reach this thread's memory, and the thread has no environment. Only
 * Node itself ever runs this.
 */
import { newQuickJSWASMModule, newVariant, RELEASE_SYNC } from 'quickjs-emscripten';
import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten';
import { answer, askBack, onQuestion } from '../threads/thread.mts';
import { GLIDE } from './glide/index.mts';
import type { Ending, FromThread, ToThread, World } from './protocol.mts';
import { newMemory, takeSnapshot } from './snapshot.mts';

/** 16 MB to begin with, 64 MB at most. The engine's own limit does not count what it holds. */
const MEMORY = { initial: 256, maximum: 1024 };
const STACK = 256 * 1024;

const say = (words: FromThread): string => JSON.stringify(words);

/** The question that the emulator waits for an answer to. */
let open = 0;

/** The one way out of a script. */
function host(context: QuickJSContext, call: QuickJSHandle, given: QuickJSHandle): QuickJSHandle {
	const words: FromThread = { call: context.getString(call), given: JSON.parse(context.getString(given)) };
	const message = askBack(open, say(words));
	open = message.id;
	const reply: ToThread = JSON.parse(message.words);
	if ('refusal' in reply) throw new Error(reply.refusal);
	return context.newString(JSON.stringify('reply' in reply ? (reply.reply ?? null) : null));
}

function describe(thrown: unknown): string {
	if (typeof thrown !== 'object' || thrown === null) return String(thrown);
	const { name, message, stack } = thrown as Record<string, unknown>;
	const where = typeof stack === 'string' ? (/\((?:rule|condition):\d+(?::\d+)?\)/.exec(stack)?.[0] ?? '') : '';
	return [`${String(name ?? 'Error')}: ${String(message ?? '')}`, where].filter(Boolean).join(' ');
}

/** Evaluates to a text, or to what was thrown. */
function evaluate(context: QuickJSContext, code: string, file: string): { text: string } | { error: string } {
	const result = context.evalCode(code, file);
	if (result.error) {
		const error = describe(context.dump(result.error));
		result.error.dispose();
		return { error };
	}
	const text = context.typeof(result.value) === 'string' ? context.getString(result.value) : '';
	result.value.dispose();
	return { text };
}

/** Declared by older rules, and called by the platform. */
const HANDLERS = { before: 'onBefore', after: 'onAfter', async: 'onAsync' };

function runInside(context: QuickJSContext, world: World): Ending {
	const { script: _script, condition: _condition, ...rest } = world;
	const installed = evaluate(context, `install(host, ${JSON.stringify(rest)});`, 'glide');
	if ('error' in installed) return { error: installed.error };
	if (world.condition.trim() !== '') {
		const held = evaluate(context, `String(Boolean(eval(${JSON.stringify(world.condition)})))`, 'condition');
		if ('error' in held) return { error: held.error };
		if (held.text !== 'true') return { skipped: true };
	}
	const ran = evaluate(context, world.script, 'rule');
	const handler = HANDLERS[world.when];
	const call = `typeof ${handler} === 'function' && ${handler}(current, previous)`;
	const called = 'error' in ran ? ran : evaluate(context, call, 'rule');
	const ending = evaluate(context, '$ending()', 'glide');
	const state: Ending = 'error' in ending ? { error: ending.error } : JSON.parse(ending.text);
	return 'error' in called ? { ...state, error: called.error } : state;
}

/** An engine that fell over in the middle of something is not to be used again. */
function run(context: QuickJSContext, world: World): FromThread {
	try {
		return { done: runInside(context, world), broken: false };
	} catch (error) {
		return { done: { error: `InternalError: ${String(error)}` }, broken: true };
	}
}

const memory = newMemory(MEMORY);
const engine = await newQuickJSWASMModule(newVariant(RELEASE_SYNC, { wasmMemory: memory }));
const context = engine.newRuntime({ maxStackSizeBytes: STACK }).newContext();
const way = context.newFunction('host', (call, given) => host(context, call, given));
context.setProp(context.global, 'host', way);
const made = evaluate(context, `globalThis.install = ${GLIDE};`, 'glide');
if ('error' in made) throw new Error(`The API of the sandbox is broken: ${made.error}`);
const fresh = takeSnapshot(memory);

onQuestion(({ id, words }) => {
	open = id;
	const said: ToThread = JSON.parse(words);
	if (!('run' in said)) return answer(id, say({ ready: true }));
	const ended = say(run(context, said.run));
	// The last question counts: the script may have asked back meanwhile.
	answer(open, ended);
	fresh.restore();
});
