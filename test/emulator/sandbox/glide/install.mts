import type { FieldPicture, RecordPicture, World } from '../protocol.mts';
import { chanceOf, clocked } from './chance.mts';
import { GlideCertificateEncryption, GlideStringUtil } from './crypto.mts';
import { GlideDateTime } from './dateTime.mts';
import { inside } from './host.mts';
import type { Inside } from './host.mts';
import { GlideRecord, proxyOf, RecordCore } from './record.mts';
import { RESTMessageV2 } from './rest.mts';
import { GlideSystem } from './system.mts';

function recordOf(picture: RecordPicture | null, before: RecordPicture | null): RecordCore | null {
	if (!picture) return null;
	const record = new RecordCore(picture.table);
	record.$values = { ...picture.values };
	record.$before = before ? before.values : undefined;
	record.$operation = picture.operation;
	record.$isNew = picture.isNew;
	return record;
}

function insideOf(host: (call: string, given: string) => string, world: Inside['world']): Inside {
	const known: Record<string, Record<string, FieldPicture>> = {};
	if (world.current) known[world.current.table] = world.fields;
	const ask = (call: string, given: unknown = null): unknown => JSON.parse(host(call, JSON.stringify(given)));
	return {
		ask,
		world,
		fields(table) {
			known[table] ??= ask('fields', { table }) as Record<string, FieldPicture>;
			return known[table];
		},
	};
}

/** In an insert every field that is filled has changed (documented); nothing has in a rule that runs later. */
function beforeOf({ when, current, previous }: Omit<World, 'script' | 'condition'>): RecordPicture | null {
	if (when === 'async' || !current) return null;
	return previous ?? { ...current, values: {} };
}

/** Furnishes the sandbox, and takes away what is not for scripts. */
function install(host: (call: string, given: string) => string, world: Inside['world']): void {
	const scope = globalThis as unknown as Record<string, unknown>;
	Object.assign(inside, insideOf(host, world));
	Math.random = chanceOf(world.seed);
	scope.Date = clocked(Date, world.now);
	const current = recordOf(world.current, beforeOf(world));
	const previous = recordOf(world.previous, null);
	Object.assign(scope, {
		current: current && proxyOf(current),
		previous: previous && proxyOf(previous),
		gs: new GlideSystem(),
		sn_ws: { RESTMessageV2 },
		GlideRecord,
		GlideDateTime,
		GlideStringUtil,
		GlideCertificateEncryption,
		CertificateEncryption: GlideCertificateEncryption,
		$ending: () => JSON.stringify(current ? { values: current.$values, aborted: current.$aborted } : {}),
	});
	// What Java throws is asked for its message.
	Object.assign(Error.prototype, {
		getMessage(this: Error) {
			return this.message;
		},
	});
	delete scope.host;
	delete scope.install;
}

export const INSTALL = [recordOf, insideOf, beforeOf, install];
