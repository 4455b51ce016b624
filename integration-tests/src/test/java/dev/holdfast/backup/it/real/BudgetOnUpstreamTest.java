package dev.holdfast.backup.it.real;

/** {@inheritDoc} */
@OnCluster(CrdSet.UPSTREAM)
class BudgetOnUpstreamTest extends BudgetContract {}
