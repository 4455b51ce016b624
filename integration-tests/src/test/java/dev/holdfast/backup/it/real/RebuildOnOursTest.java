package dev.holdfast.backup.it.real;

/** {@inheritDoc} */
@OnCluster(CrdSet.OURS)
class RebuildOnOursTest extends RebuildContract {}
