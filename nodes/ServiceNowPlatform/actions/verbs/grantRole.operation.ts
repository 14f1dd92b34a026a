import { bare } from '../../properties/pickers/locator';
import { ANY_ORDER, type Operation } from '../operation';
import { join } from '../steps/link';
import { endsOf, isOwn, type RoleHolder, roleProperties } from './roles';

export function grantRole({ subject, table, holder }: RoleHolder): Operation {
	return {
		option: {
			name: 'Grant Role',
			description: `Grant a role to ${subject.kind.one}; nothing changes where it is granted directly already`,
			action: `Grant a role to ${bare(subject.kind)}`,
		},
		properties: roleProperties(subject),
		lane: ANY_ORDER,
		*run(item) {
			const { ends, row, added } = yield* join(table, endsOf(subject, holder, item), isOwn);
			return [{ ...ends, sys_id: String(row.sys_id), granted: added }];
		},
	};
}
