/** `PATCH /change/{sys_id}/risk`: the risk conditions, as few as the emulator has. */
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../../types.mts';
import { demandWriter } from '../access.mts';
import { changeOf } from '../changes.mts';
import { createRecordRenderer, single } from '../record.mts';
import { itemsOf, servicesAbove } from '../services.mts';

const HIGH = '2';
const MODERATE = '3';
const LOW = '4';

/** A standard change is known to be harmless; whatever carries a most critical service is not. */
function riskOf(store: Store, change: Row): string {
	if (change.type === 'standard') return LOW;
	const services = servicesAbove(store, itemsOf(store, change));
	const critical = services.some((sys_id) =>
		store.one('cmdb_ci_service', { sys_id })?.busines_criticality?.startsWith('1'),
	);
	if (critical || change.impact === '1') return HIGH;
	return change.type === 'emergency' ? MODERATE : LOW;
}

export function calculateRisk(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const change = changeOf(request, context);
	const row = store.update(request.session, 'change_request', change.sys_id ?? '', { risk: riskOf(store, change) });
	return { status: 200, body: single(context, createRecordRenderer(store, request.session, 'change_request')(row)) };
}
