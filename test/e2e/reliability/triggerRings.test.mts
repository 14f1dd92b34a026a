import { readFile } from 'node:fs/promises';
import { Agent, request } from 'undici';
import { signatureOf } from '../../../nodes/ServiceNowPlatform/domain/changes/bell/signature.ts';
import { N8N_VERSIONS } from '../../harness/install/n8n.mts';
import { watchingWorkflow } from '../../harness/n8n/watching.mts';
import { adminOf } from '../../harness/servicenow/credentials.mts';
import { useStack } from '../stacks.mts';

/** `TRIGGER_FORGED=100000 npm run test:e2e -- triggerRings` measures what docs/trigger.md says. */
const RINGS = Number(process.env.TRIGGER_FORGED ?? 500);
/** More would show no more: what is genuine is read for once a second, however often it rings. */
const GENUINE = Math.min(RINGS, 5_000);
/** Milliseconds; many times what a ring takes. */
const PATIENCE = 300_000 + RINGS * 60;
/** Rings that are under way at the same time. */
const AT_ONCE = 20;
const STRANGE_SECRET = Buffer.alloc(32).toString('base64');

interface Ring {
	body: string;
	headers: Record<string, string>;
}

/** As the rule signs it. */
function signed(secret: string, time: number, nonce: string): Ring {
	const body = `{"v":1,"t":${time},"n":"${nonce}"}`;
	return {
		body,
		headers: { 'x-n8n-timestamp': String(time), 'x-n8n-signature': signatureOf(secret, String(time), body) },
	};
}

/** Rings of which none may do anything: all but the genuine ones, which are the same one again and again. */
function strangeRings(secret: string): Array<(nonce: string) => Ring> {
	const now = () => Math.floor(Date.now() / 1000);
	const again = signed(secret, now(), 'again');
	return [
		(nonce) => signed(STRANGE_SECRET, now(), nonce),
		() => again,
		(nonce) => signed(secret, now() - 3_600, nonce),
		(nonce) => signed(secret, now() + 3_600, nonce),
		(nonce) => signed(secret, now(), nonce + 'x'.repeat(3_000)),
		(nonce) => ({ ...signed(secret, now(), nonce), body: `{"n":"${nonce}"}` }),
		(nonce) => ({ body: `{"n":"${nonce}"}`, headers: {} }),
	];
}

describe.each(N8N_VERSIONS)('n8n %s that is rung', (version) => {
	const stack = useStack({ version });
	const agent = new Agent({ connections: AT_ONCE });
	afterAll(async () => await agent.close());

	async function ring(url: string, { body, headers }: Ring): Promise<number> {
		const options = { method: 'POST', dispatcher: agent, body } as const;
		const answer = await request(url, { ...options, headers: { 'content-type': 'application/json', ...headers } });
		await answer.body.dump();
		return answer.statusCode;
	}

	/** Rings one after the other, some at once. @returns how often each status was answered */
	async function ringAll(url: string, count: number, make: (index: number) => Ring): Promise<Record<string, number>> {
		const statuses: Record<string, number> = {};
		let next = 0;
		const lane = async () => {
			while (next < count) {
				const status = await ring(url, make(next++));
				statuses[status] = (statuses[status] ?? 0) + 1;
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, lane));
		return statuses;
	}

	it(
		`${RINGS} times in vain, starts nothing, reads next to nothing and tells no secret`,
		async () => {
			const { client, emulator, instance, n8n } = stack();
			const { user_name: username, password } = adminOf(emulator);
			const data = { instance: emulator.url, method: 'basic', username, password };
			const credential = await client.createCredential('serviceNowPlatformApi', 'Admin', data);
			const parameters = { mode: 'instant', pollTimes: { item: [{ mode: 'everyHour' }] } };
			const id = await client.createWorkflow(watchingWorkflow('Rung', credential, parameters));
			await client.activate(id);
			const [rule] = await instance.rows('sys_script', 'nameSTARTSWITHn8n');
			const named = (name: string) => new RegExp(`var ${name} = "([^"]+)"`).exec(String(rule?.script))?.[1] ?? '';
			const [url, secret] = [named('url'), named('secret')];
			expect(secret).toHaveLength(44);

			const kinds = strangeRings(secret);
			await instance.resetStatistics();
			const begun = performance.now();
			const statuses = await ringAll(url, RINGS, (index) => {
				const kind = kinds[index % kinds.length] as (nonce: string) => Ring;
				return kind(String(index));
			});
			const seconds = (performance.now() - begun) / 1000;
			// The first of those that are one and the same is a genuine one.
			expect(statuses).toEqual({ 202: 1, 401: RINGS - 1 });
			const { requests } = await instance.statistics();
			const reads = requests['table.list'] ?? 0;
			process.stderr.write(`n8n ${version}: ${RINGS} strange rings in ${seconds.toFixed(0)} s, ${reads} reads\n`);
			expect(reads).toBeLessThanOrEqual(1);

			await instance.resetStatistics();
			const from = performance.now();
			const now = Math.floor(Date.now() / 1000);
			await ringAll(url, GENUINE, (index) => signed(secret, now, `genuine ${index}`));
			const passed = (performance.now() - from) / 1000;
			const genuine = (await instance.statistics()).requests['table.list'] ?? 0;
			process.stderr.write(`n8n ${version}: ${GENUINE} genuine rings in ${passed.toFixed(0)} s, ${genuine} reads\n`);
			expect(genuine).toBeLessThanOrEqual(passed + 1);

			expect(await client.executionStatuses(id)).toEqual({});
			const log = await readFile(n8n.logFile, 'utf8');
			for (const hidden of [secret, encodeURIComponent(secret), STRANGE_SECRET]) expect(log).not.toContain(hidden);
			await client.deactivate(id);
		},
		PATIENCE,
	);
});
