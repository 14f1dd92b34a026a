import { sysIdOf } from '../../domain/records/lookup';
import { apiPath } from '../../domain/api/request';
import { answerForm, changeWriteOptions } from './answerOptions';
import { CHANGE_MODEL, CHANGE_TEMPLATE } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import { givenValues, resolveValues, valuesMapper } from '../../properties/values/values';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { createChange } from './write';

/** Creates a change of the type, which follows the model that the instance has for it. */
export function createOfType(type: 'normal' | 'emergency'): Operation {
	const article = type === 'normal' ? 'a normal' : 'an emergency';
	return {
		option: {
			name: type === 'normal' ? 'Create Normal' : 'Create Emergency',
			description: `Create ${article} change request by the change process; not repeated if the answer gets lost`,
			action: `Create ${article} change request`,
		},
		properties: [valuesMapper('create'), optionsField(changeWriteOptions)],
		*run(parameters) {
			const [values, options] = [resolveValues(parameters), parameters.collection('options')];
			answerForm(options);
			return [yield* createChange(parameters, { path: apiPath`/api/sn_chg_rest/change/${type}`, values, options })];
		},
	};
}

export const createFromModel: Operation = {
	option: {
		name: 'Create From Model',
		description: 'Create a change request that follows a change model; not repeated if the answer gets lost',
		action: 'Create a change request from a model',
	},
	properties: [
		locator(CHANGE_MODEL, { name: 'model', description: 'The model whose states and conditions the change follows' }),
		valuesMapper('create'),
		optionsField(changeWriteOptions),
	],
	*run(parameters) {
		const model = resolveLocator(parameters, CHANGE_MODEL, 'model');
		const [values, options] = [resolveValues(parameters), parameters.collection('options')];
		answerForm(options);
		const chg_model = yield* sysIdOf(CHANGE_MODEL.table, model);
		const path = '/api/sn_chg_rest/change';
		return [yield* createChange(parameters, { path, values: { ...values, chg_model }, options })];
	},
};

export const createStandard: Operation = {
	option: {
		name: 'Create Standard',
		description: 'Create a standard change request from its template; not repeated if the answer gets lost',
		action: 'Create a standard change request',
	},
	properties: [
		locator(CHANGE_TEMPLATE, { name: 'template', description: 'The published template that fills in the change' }),
		{
			...valuesMapper('update'),
			required: false,
			description:
				'Values beside those of the template. Description and plans are the template’s own and are not taken from here.',
		},
		optionsField(changeWriteOptions),
	],
	*run(parameters) {
		const template = resolveLocator(parameters, CHANGE_TEMPLATE, 'template');
		const [values, options] = [givenValues(parameters), parameters.collection('options')];
		answerForm(options);
		const sys_id = yield* sysIdOf(CHANGE_TEMPLATE.table, template);
		const path = apiPath`/api/sn_chg_rest/change/standard/${sys_id}`;
		return [yield* createChange(parameters, { path, values, options })];
	},
};
