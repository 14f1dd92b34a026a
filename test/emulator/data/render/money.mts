/** Amounts as the caller sees them: in the currency of the session, whatever they were entered in. */
import type { Column, Row, Session, Store } from '../../types.mts';
import { moneyOf, shownAmount } from '../money/locale.mts';

export interface MoneyView {
	/** Without any format. */
	value(column: Column, row: Row): string;
	display(column: Column, row: Row): string;
}

export function createMoneyView(store: Store, session: Session): MoneyView {
	const { locale, session: currency, reference } = moneyOf(session.user, (name) => store.property(name));
	const value = (column: Column, row: Row): string => {
		const stored = row[column.element] ?? '';
		if (stored === '' || currency === reference) return stored;
		const entered = store.one('fx_currency_instance', { id: row.sys_id ?? '', field: column.element });
		const amount = entered
			? { amount: entered.amount ?? '', currency: entered.currency ?? '' }
			: { amount: stored, currency: reference };
		return store.converted(amount, currency) ?? stored;
	};
	return {
		value,
		display(column, row) {
			const amount = value(column, row);
			return amount === '' ? '' : shownAmount(Number(amount), currency, locale);
		},
	};
}
