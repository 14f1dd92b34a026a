import { DateTime } from 'luxon';
import { ServiceNowError } from '../../errors.mts';
import { parseBody, parseObject } from '../../http/content/body.mts';
import type { Fault } from '../../fault.mts';
import { scriptedWrite } from './write.mts';
import type { ScriptedWrite } from './write.mts';
import { faultsOf } from '../../faults/check.mts';
import type {
	ApiRequest,
	ApiResponse,
	Clock,
	EmulatorOptions,
	JobCounts,
	Route,
	Row,
	Statistics,
} from '../../types.mts';

/** What can be done to the emulator from outside while it runs. */
export interface Controls {
	stats(): Statistics;
	resetStats(): void;
	reset(seed?: EmulatorOptions['seed']): void;
	setFaults(faults: Fault[]): void;
	setProperty(name: string, value: string): void;
	clock: Clock;
	write(write: ScriptedWrite): Row | Promise<Row>;
	undelete(documentkey: string): Row | undefined;
	jobs(): JobCounts;
}

const refuse = (detail: string) => new ServiceNowError(400, 'Invalid emulator command', detail);
const done = (body: object = { ok: true }): ApiResponse => ({ status: 200, body });

const areNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isFinite);

function moveClock(clock: Clock, { advance, set, reset, stop, start, nodes }: Record<string, unknown>): void {
	if (reset === true) clock.reset();
	else if (stop === true) clock.stop();
	else if (start === true) clock.start();
	else if (areNumbers(nodes)) clock.skew(nodes);
	else if (typeof advance === 'number') clock.advance(advance * 1000);
	else {
		const moment = DateTime.fromISO(typeof set === 'string' ? set : '', { zone: 'utc' });
		const known = '{advance: seconds}, {set: ISO time}, {stop: true}, {start: true}, {nodes: [ms, …]} or {reset: true}';
		if (!moment.isValid) throw refuse(`expected ${known}`);
		clock.advance(moment.toMillis() - clock.now());
	}
}

function seedOf({ seed }: Record<string, unknown>): EmulatorOptions['seed'] | undefined {
	if (seed === undefined || seed === 'demo' || seed === 'empty') return seed;
	throw refuse("seed is 'demo' or 'empty'");
}

function textOf(value: unknown, name: string): string {
	if (typeof value !== 'string') throw refuse(`expected a string '${name}'`);
	return value;
}

type Command = (request: ApiRequest, controls: Controls) => ApiResponse | Promise<ApiResponse>;

const COMMANDS: Record<string, Command> = {
	reset(request, controls) {
		controls.reset(seedOf(parseObject(request)));
		return done();
	},
	clock(request, controls) {
		moveClock(controls.clock, parseObject(request));
		return done({ now: new Date(controls.clock.now()).toISOString() });
	},
	faults(request, controls) {
		controls.setFaults(faultsOf(parseBody(request)));
		return done();
	},
	property(request, controls) {
		const { name, value } = parseObject(request);
		controls.setProperty(textOf(name, 'name'), textOf(value, 'value'));
		return done();
	},
	async write(request, controls) {
		return done({ result: await controls.write(scriptedWrite(parseObject(request))) });
	},
	undelete(request, controls) {
		const documentkey = textOf(parseObject(request).documentkey, 'documentkey');
		const result = controls.undelete(documentkey);
		if (!result) throw refuse(`no record '${documentkey}' is in sys_audit_delete`);
		return done({ result });
	},
	'stats/reset'(_request, controls) {
		controls.resetStats();
		return done();
	},
};

/** No sign-in, this machine only, never counted. */
export const controlRoutes = (controls: Controls): Route[] => [
	{
		name: 'control.stats',
		method: 'GET',
		path: '/__emulator/stats',
		access: 'public',
		handle: () => done(controls.stats()),
	},
	{
		name: 'control.jobs',
		method: 'GET',
		path: '/__emulator/jobs',
		access: 'public',
		handle: () => done(controls.jobs()),
	},
	...Object.entries(COMMANDS).map(
		([name, command]): Route => ({
			name: `control.${name.replace('/', '.')}`,
			method: 'POST',
			path: `/__emulator/${name}`,
			access: 'public',
			handle: (request) => command(request, controls),
		}),
	),
];
