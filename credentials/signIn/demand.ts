import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { SignInFailure } from './failure';

/** Refuses a credential without these fields before anything is sent. `fields` has their names as the user sees them. */
export function demand(credentials: ICredentialDataDecryptedObject, fields: Record<string, string>): void {
	for (const [field, label] of Object.entries(fields)) {
		if (String(credentials[field] ?? '').trim() !== '') continue;
		throw new SignInFailure('sign-in', `${label} of the credential is empty`, 'Open the credential and fill it in.');
	}
}
