import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../failure/inputError';

/** An object of JSON, as answers bring it and items take it. */
export type Json = IDataObject;

/** What an object has under a name. */
export type JsonValue = IDataObject[string];

/** A single value as text, and '' for anything else. */
export function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** @throws InputError unless it is JSON */
export function parsedJson(value: unknown, field: string): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch (error) {
		return refuse(error, field);
	}
}

function refuse(error: unknown, field: string): never {
	const reason = error instanceof Error ? error.message : String(error);
	throw new InputError(field, `This is not JSON: ${reason}`, 'Enter an object such as {"state": "2"}.');
}
