import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { expected } from '../domain/failure/failure';
import { InputError } from '../domain/failure/inputError';
import type { Steps } from '../domain/api/request';
import { type NextState, nextStates, nextStatesRequest, readStanding } from '../domain/change/states';
import type { RecordKey } from '../domain/records/lookup';
import { recordOfSubject } from '../properties/pickers/subject';
import { SUBJECTS } from '../properties/pickers/subjects';
import { perform } from '../transport/items/perform';
import { choices, containing } from './choices';
import { currentParameters, withConnection } from './context';

/** Where the chosen change request can go; every state there is, where an expression chooses it or nothing does yet. */
export async function searchNextStates(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) => {
		const key = chosenChange(this);
		const states =
			key === undefined
				? await choices(connection, ['change_request'], 'state')
				: (await perform(connection, readStates(key))).map(entry);
		return containing(filter, states);
	});
}

function chosenChange(context: ILoadOptionsFunctions): RecordKey | undefined {
	try {
		return recordOfSubject(SUBJECTS.changeRequest, currentParameters(context)).key;
	} catch (error) {
		expected(error, InputError);
		return undefined;
	}
}

function* readStates(key: RecordKey): Steps<NextState[]> {
	const { sys_id, state } = yield* readStanding(key);
	return nextStates(yield nextStatesRequest(sys_id), state);
}

function entry({ value, label, available, unmet }: NextState): INodeListSearchItems {
	const hindrance = available ? '' : ` – not yet: ${unmet.join(', ')}`;
	return { name: `${label}${hindrance}`, value };
}
