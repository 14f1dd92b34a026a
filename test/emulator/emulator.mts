import { rmSync } from 'node:fs';
import { createAuthenticator } from './auth/authenticate.mts';
import { createBrowserSessions } from './auth/browser.mts';
import { createTokenStore } from './auth/oauth/tokens.mts';
import { createPolicies } from './auth/policies.mts';
import type { AuthServices } from './auth/services.mts';
import { createSessions } from './auth/sessions.mts';
import { createClock } from './clock.mts';
import { untilDone } from './data/businessRules/transaction.mts';
import { ServiceNowError } from './errors.mts';
import { createControlDispatcher } from './http/controlDispatcher.mts';
import { createCounters } from './http/limits/counters.mts';
import { createDispatch, createDispatcher } from './http/dispatcher.mts';
import type { Dispatcher } from './http/dispatcher.mts';
import { createFaults } from './http/faults.mts';
import { createRateLimits } from './http/limits/rateLimit.mts';
import type { RateLimits } from './http/limits/rateLimit.mts';
import { startServer } from './http/server.mts';
import { createCertificate } from './http/tls.mts';
import { openInstance } from './instance.mts';
import type { Instance } from './instance.mts';
import { quietLog } from './log.mts';
import type { Log } from './log.mts';
import { DEFAULT_OPTIONS } from './options.mts';
import { createContent } from './routes/attachment/content.mts';
import type { AttachmentContent } from './routes/attachment/content.mts';
import { controlRoutes } from './routes/control/control.mts';
import type { Controls } from './routes/control/control.mts';
import { writeAs } from './routes/control/write.mts';
import { instanceRoutes } from './routes/index.mts';
import { accounts } from './seed/accounts.mts';
import type { Clock, Context, Emulator, EmulatorOptions, Ready, Session, WriteEvent } from './types.mts';

function readyOf(url: string, caFile: string | undefined): Ready {
	const { users, oauth, apiKeys } = accounts;
	return { url, ...(caFile !== undefined && { caFile }), pid: process.pid, users, oauth, apiKeys };
}

interface Services {
	options: EmulatorOptions;
	clock: Clock;
	instance: Instance;
	auth: AuthServices;
	content: AttachmentContent;
	faults: ReturnType<typeof createFaults>;
	limits: RateLimits;
}

function controlsOf({ options, clock, instance, auth, content, faults, limits }: Services): Controls {
	const { counters, sessions, policies, browser } = auth;
	const resetStats = () => counters.reset(instance.store.rowsRead);
	/** Scripts of the instance are not held up by access rules, whoever they run as. */
	const scripting = (user_name: string | undefined): Session => {
		if (user_name === undefined) return instance.store.system;
		const session = sessions.byName(user_name, 'system');
		if (!session) throw new ServiceNowError(400, 'Invalid emulator command', `There is no active user '${user_name}'`);
		return session;
	};
	return {
		stats: () => counters.read(instance.store.rowsRead),
		resetStats,
		reset(seed) {
			clock.reset();
			instance.reset(seed);
			content.clear();
			sessions.forget();
			policies.forget();
			limits.forget();
			browser.clear();
			faults.set(options.faults);
			resetStats();
		},
		setFaults: (script) => faults.set(script),
		setProperty: (name, value) => instance.store.setProperty(name, value),
		clock,
		write: (write) => untilDone(() => writeAs(instance.store, scripting(write.as), write)),
		jobs: () => instance.store.jobs(),
		undelete: (documentkey) => instance.store.undelete(instance.store.system, documentkey),
	};
}

/** Builds what the rest stands on: the records, the accounts, the files, the fault script. */
function build(options: EmulatorOptions, log: Log): Services {
	const clock = createClock(options.nodeClockSkew);
	const content = createContent(options.db);
	const current = () => instance.store;
	const sessions = createSessions(current);
	const policies = createPolicies(current);
	const limits = createRateLimits(current);
	const onWrite = (event: WriteEvent) => {
		sessions.forget(event);
		policies.forget(event);
		limits.forget(event);
		if (event.operation === 'delete' && event.table === 'sys_attachment') content.remove(event.row.sys_id ?? '');
	};
	const instance = openInstance(options, clock, onWrite);
	const tokens = createTokenStore(current, options);
	const auth = { sessions, tokens, policies, browser: createBrowserSessions(), counters: createCounters(), log };
	return { options, clock, instance, auth, content, faults: createFaults(options.faults), limits };
}

function contextOf({ options, clock, instance }: Services, dispatcher: () => Dispatcher): Context {
	return {
		get store() {
			return instance.store;
		},
		clock,
		options,
		dispatch: createDispatch(dispatcher),
	};
}

/** Starts an instance on a port of its own. Tests run several side by side. */
export async function createEmulator(given: Partial<EmulatorOptions> = {}, log: Log = quietLog): Promise<Emulator> {
	const options = { ...DEFAULT_OPTIONS, ...given };
	const services = build(options, log);
	const { instance, auth, faults, limits, content, clock } = services;
	const { counters } = auth;
	const certificate = options.tls ? createCertificate() : undefined;
	const context = contextOf(services, () => dispatcher);
	const authenticator = createAuthenticator(() => instance.store, auth);
	const routes = instanceRoutes({ auth, content });
	let url = '';
	const dispatcher = createDispatcher({
		routes,
		context,
		authenticator,
		faults,
		limits,
		counters,
		log,
		instanceUrl: () => url,
	});
	const controls = controlsOf(services);
	const control = createControlDispatcher(controlRoutes(controls), context);
	const property = (name: string) => instance.store.property(name);
	const server = await startServer({ options, certificate, dispatcher, control, counters, property });
	url = server.url;
	return {
		ready: readyOf(url, certificate?.caFile),
		url,
		get store() {
			return instance.store;
		},
		clock,
		stats: controls.stats,
		resetStats: controls.resetStats,
		setFaults: controls.setFaults,
		reset: () => controls.reset(),
		async close() {
			await server.close();
			instance.close();
			content.close();
			if (certificate) rmSync(certificate.folder, { recursive: true, force: true });
		},
	};
}
