import type { Operations } from '../../../nodes/ServiceNowPlatform/actions/operation.ts';
import {
	CATALOG_ITEM,
	GUIDE,
	LAPTOP,
	LIST,
	PRODUCER,
	asked,
	assigned,
	cartItem,
	change,
	closure,
	fixed,
	form,
	id,
	json,
	one,
	table,
	type Maker,
} from './exampleParts.mts';
import { by, mapped } from '../instance.mts';

export const catalog: Record<Operations['catalog'], Maker> = {
	addToCart: fixed({ item: by('id', CATALOG_ITEM), quantity: 1 }),
	addToWishlist: fixed({ item: by('id', CATALOG_ITEM), quantity: 1 }),
	checkoutGuide: fixed({ item: by('id', GUIDE), items: JSON.stringify([{ sys_id: CATALOG_ITEM }]), placeOrder: true }),
	emptyCart: async (stage) => ({ parameters: { quantity: await cartItem(stage) } }),
	getCart: async (stage) => ({ parameters: { quantity: await cartItem(stage) } }),
	getItem: fixed({ item: by('id', LAPTOP) }),
	getRequestStatus: (stage) => ({ parameters: { request: one(stage, 'sc_request') } }),
	getWishlist: async (stage) => {
		const add = { resource: 'catalog', operation: 'addToWishlist', item: by('id', CATALOG_ITEM), quantity: 1 };
		await stage.n8n.run(add as never);
		return { parameters: { output: 'simplified' } };
	},
	orderNow: fixed({ item: by('id', CATALOG_ITEM), quantity: 1 }),
	removeCartItem: async (stage) => ({ parameters: { cartItem: await cartItem(stage) } }),
	searchItems: fixed({ text: '', returnAll: false, limit: 3 }),
	submitCart: async (stage) => ({ parameters: { text: await cartItem(stage) } }),
	submitGuide: fixed({
		item: by('id', GUIDE),
		...json({ hiring_manager: 'beth.anglin', remote: 'No' }),
		output: 'simplified',
	}),
	submitProducer: fixed({
		item: by('id', PRODUCER),
		...json({ comments: 'An example', urgency: '3', short_description: 'An example' }),
	}),
	updateCartItem: async (stage) => ({ parameters: { cartItem: await cartItem(stage), quantity: 2 } }),
};

export const changeRequest: Record<Operations['changeRequest'], Maker> = {
	...table('change_request', form),
	addAffectedCis: (stage) => ({
		parameters: {
			record: one(stage, 'change_request', { active: 'true' }),
			association_type: 'affected',
			configurationItem: by('name', 'printer-hall'),
		},
	}),
	approve: asked(),
	assign: assigned('change_request'),
	checkConflicts: change({ mode: 'run', outputItems: 'list' }),
	close: (stage) => {
		const sys_id = id(stage, 'change_request', { active: 'true' });
		stage.emulator.store.put('change_request', { sys_id, state: '0' });
		return { parameters: { record: by('id', sys_id), ...closure } };
	},
	createEmergency: fixed({ fields: mapped(form) }),
	createFromModel: (stage) => ({
		parameters: { model: one(stage, 'chg_model', { name: 'Normal' }), fields: mapped(form) },
	}),
	createNormal: fixed({ fields: mapped(form) }),
	createStandard: (stage) => ({
		parameters: {
			template: one(stage, 'std_change_record_producer', { name: 'Reboot a Windows server' }),
			fields: { mappingMode: 'defineBelow', value: null },
		},
	}),
	getAffectedCis: (stage) => ({
		parameters: {
			record: by('id', String(stage.emulator.store.find('task_ci', {}).at(0)?.task)),
			association_type: 'affected',
			...LIST,
		},
	}),
	getNextStates: change(),
	getSchedule: (stage) => ({
		parameters: {
			record: by(
				'id',
				String(stage.emulator.store.find('change_request', {}).find((row) => row.cmdb_ci && row.start_date)?.sys_id),
			),
			...LIST,
		},
	}),
	getTasks: (stage) => ({
		parameters: {
			record: by('id', String(stage.emulator.store.find('change_task', {}).at(0)?.change_request)),
			...LIST,
		},
	}),
	moveToState: (stage) => ({
		parameters: {
			record: one(stage, 'change_request', { state: '-5' }),
			newState: { __rl: true, mode: 'value', value: '4' },
		},
	}),
	reject: asked({ comments: 'Not now' }),
};
