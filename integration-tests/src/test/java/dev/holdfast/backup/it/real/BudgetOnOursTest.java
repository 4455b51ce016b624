package dev.holdfast.backup.it.real;

/** {@inheritDoc} */
@OnCluster(CrdSet.OURS)
class BudgetOnOursTest extends BudgetContract {}
