import type { IDataObject } from 'n8n-workflow';
import type { Fault, FaultAction } from '../../emulator/fault.mts';
import type { WriteEvent } from '../../emulator/types.mts';
import { actAs } from '../../support/actAs.mts';
import type { Example, Maker } from '../../support/examples/exampleParts.mts';
import { examples } from '../../support/examples/examples.mts';
import { type Stage, stage } from '../../support/instance.mts';

/**
 * What became of the work: `✓` done once, `0` an error and nothing done, `1w` an error that says it may have been done, and it was, `pw`
 * a part, with a word about it. `1` and `p` are the same without a word, `D` is done twice, `lost` is told as done and was not.
 */
export type Verdict = '✓' | '0' | '1w' | 'pw' | '1' | 'p' | 'D' | 'lost';

/** Whatever the words are, they say that something was or may have been done. */
const WORD = /may have been done|not known whether|Done before for this item|before\.|was added to/;

/** Written beside the work: who signed in, what is under way, what is kept of it. */
const ASIDE =
	/^(sc_cart$|oauth_|sys_user_session|sys_audit|sys_history|sys_rate_limit|sys_transaction|sys_execution|sys_progress|sys_trigger|sysevent)/;

/** The second at which identification last met the record. */
const SEEN = 'last_discovered';

/** Of an operation whose example only asks, one that writes. */
const WRITING: Record<string, Record<string, unknown>> = {
	'apiRequest.send': {
		method: 'POST',
		path: '/api/now/table/incident',
		bodyType: 'json',
		jsonBody: '{"short_description":"An example"}',
	},
};

/** What the work of the operation did to the records. */
type Effects = string[];

/** What the operation does where nothing fails: all of it, and how much of it for each item. */
export interface Reference {
	effects: Effects;
	shares: number[];
}

export interface Operation {
	resource: string;
	operation: string;
}

export class Laboratory {
	private readonly stage: Stage;
	private effects: Effects = [];
	private readonly written = new Set<string>();

	constructor(opened: Stage) {
		this.stage = opened;
		opened.emulator.store.onWrite((event) => {
			if (!ASIDE.test(event.table)) this.note(event);
		});
	}

	private note(event: WriteEvent): void {
		const { operation, table, row, changes } = event;
		const line = lineOf(event);
		const isKnown = this.written.has(`${table} ${row.sys_id}`);
		// What is written once more as it is leaves nothing else behind, but when a configuration item was last seen.
		const isAgain = operation === 'update' && isKnown && Object.keys(changes ?? {}).every((name) => name === SEEN);
		if (!isAgain) this.effects.push(line);
		this.written.add(`${table} ${row.sys_id}`);
	}

	static async open(): Promise<Laboratory> {
		return new Laboratory(await stage());
	}

	async close(): Promise<void> {
		await this.stage.close();
	}

	/** What the operation does where nothing fails, or undefined where its example fails for so many items. */
	async reference(operation: Operation, items: number): Promise<Reference | undefined> {
		const { effects, outcomes } = await this.run(operation, items, []);
		if (outcomes.some(({ error }) => error !== undefined)) return undefined;
		const alone: number[] = [];
		for (let nth = 0; nth < items; nth++) alone.push((await this.run(operation, 1, [], nth)).effects.length);
		const isSum = alone.reduce((sum, one) => sum + one, 0) === effects.length;
		return { effects, shares: isSum ? alone : alone.map(() => effects.length / items) };
	}

	/** What it does where the first request of each kind meets the fault. */
	async trial(operation: Operation, items: number, action: FaultAction, expected: Reference): Promise<Verdict> {
		const faults = ['POST', 'PATCH', 'PUT', 'DELETE'].map(
			(method): Fault => ({ match: { method, path: '^/api/', batch: false, nth: 1 }, action }),
		);
		const { effects, outcomes } = await this.run(operation, items, faults);
		return verdict(outcomes, effects, expected);
	}

	private async run({ resource, operation }: Operation, items: number, faults: Fault[], first = 0) {
		const { emulator, n8n } = this.stage;
		emulator.setFaults([]);
		emulator.reset();
		await actAs(this.stage, 'admin');
		const maker = (examples as Record<string, Record<string, Maker>>)[resource]?.[operation] as Maker;
		const made: Example[] = [];
		for (let nth = 0; nth < items; nth++) made.push(await maker({ ...this.stage, nth: first + nth }));
		const { parameters, inputs } = joined(made);
		emulator.setFaults(faults);
		this.effects = [];
		this.written.clear();
		const binary = made.flatMap(({ options }) => options?.binary ?? []);
		const { json } = await n8n.run(
			{ resource, operation, ...parameters, ...WRITING[`${resource}.${operation}`] } as never,
			{
				...made[0]?.options,
				...(binary.length === 0 ? {} : { binary }),
				items: inputs,
				settings: { onError: 'continueRegularOutput' },
			},
		);
		await emulator.store.settled();
		return { effects: this.effects.toSorted(), outcomes: json };
	}
}

function lineOf({ operation, table, changes }: WriteEvent): string {
	return [operation, table, ...Object.keys(changes ?? {}).toSorted()].join(' ');
}

/** The parameters of several examples as those of one node: what differs comes out of the items. */
function joined(made: Example[]): { parameters: Record<string, unknown>; inputs: IDataObject[] } {
	const inputs: IDataObject[] = made.map(() => ({}));
	let count = 0;
	const join = (values: unknown[]): unknown => {
		const [first] = values;
		if (typeof first === 'string') {
			const texts = values.map((value, nth) => (nth > 0 && /^example/i.test(first) ? `${String(value)}${nth}` : value));
			if (texts.every((text) => text === first)) return first;
			const name = `v${count++}`;
			for (const [nth, input] of inputs.entries()) input[name] = texts[nth] as string;
			return `={{ $json.${name} }}`;
		}
		if (Array.isArray(first)) return first.map((_, place) => join(values.map((value) => (value as unknown[])[place])));
		if (typeof first !== 'object' || first === null) return first;
		return Object.fromEntries(
			Object.keys(first).map((key) => [key, join(values.map((value) => (value as Record<string, unknown>)[key]))]),
		);
	};
	return { parameters: join(made.map(({ parameters }) => parameters)) as Record<string, unknown>, inputs };
}

function verdict(outcomes: IDataObject[], effects: Effects, expected: Reference): Verdict {
	if (more(effects, expected.effects).length > 0) return 'D';
	const isWhole = effects.length === expected.effects.length;
	const shareOf = (isWanted: (outcome: IDataObject) => boolean) =>
		outcomes.reduce((sum, outcome, nth) => sum + (isWanted(outcome) ? (expected.shares[nth] ?? 0) : 0), 0);
	const isToldOf = ({ message }: IDataObject) => WORD.test(String(message));
	const done = effects.length - shareOf(({ error }) => error === undefined);
	if (done < 0) return 'lost';
	if (outcomes.every(({ error }) => error === undefined)) return '✓';
	const told = shareOf((outcome) => outcome.error !== undefined && isToldOf(outcome));
	if (done > told) return isWhole ? '1' : 'p';
	if (done === 0) return '0';
	return done === told ? '1w' : 'pw';
}

/** What is in one and not in the other, each as often as it is. */
function more(one: Effects, other: Effects): Effects {
	const left = [...other];
	return one.filter((line) => {
		const place = left.indexOf(line);
		if (place >= 0) left.splice(place, 1);
		return place < 0;
	});
}
