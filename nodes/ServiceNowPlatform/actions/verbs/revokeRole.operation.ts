import { InputError } from '../../domain/failure/inputError';
import { bare } from '../../properties/pickers/locator';
import { ANY_ORDER, type Operation } from '../operation';
import { separate } from '../steps/link';
import { endsOf, isOwn, type RoleHolder, roleProperties } from './roles';

export function revokeRole({ subject, table, holder }: RoleHolder): Operation {
	return {
		option: {
			name: 'Revoke Role',
			description: `Take a role from ${subject.kind.one}; nothing changes where it is not granted`,
			action: `Revoke a role from ${bare(subject.kind)}`,
		},
		properties: roleProperties(subject),
		lane: ANY_ORDER,
		*run(item) {
			const { ends, removed, others } = yield* separate(table, endsOf(subject, holder, item), isOwn);
			if (!removed && others > 0) {
				throw new InputError(
					'Role',
					'The role is inherited from a group or from another role',
					'Revoke it where it comes from: take the user out of the group, or revoke the role that contains it.',
				);
			}
			// Inherited from elsewhere, too, it stays with the holder.
			return [{ ...ends, revoked: removed, inherited: others > 0 }];
		},
	};
}
