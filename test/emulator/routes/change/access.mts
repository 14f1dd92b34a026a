/** Who may call the API at all; the rules on the records themselves come on top. */
import { apiForbidden } from '../../errors.mts';
import type { ApiRequest } from '../../types.mts';

const READ = ['sn_change_read', 'itil', 'change_manager', 'admin'];
const WRITE = ['sn_change_write', 'itil', 'change_manager', 'admin'];

function demand({ session }: ApiRequest, roles: readonly string[]): void {
	if (session.via === 'system' || roles.some((role) => session.roles.has(role))) return;
	throw apiForbidden();
}

export const demandReader = (request: ApiRequest): void => demand(request, READ);
export const demandWriter = (request: ApiRequest): void => demand(request, WRITE);
