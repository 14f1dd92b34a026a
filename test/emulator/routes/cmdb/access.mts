/** Who may call the CMDB APIs; the rules on the records themselves come on top. */
import { apiForbidden } from '../../errors.mts';
import type { ApiRequest } from '../../types.mts';

export function demandRole({ session }: ApiRequest, ...roles: string[]): void {
	if (['admin', ...roles].some((role) => session.roles.has(role))) return;
	throw apiForbidden();
}
