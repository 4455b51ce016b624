package dev.holdfast.backup.it.real;

/** {@inheritDoc} */
@OnCluster(CrdSet.OURS)
class VaultOnOursTest extends VaultContract {}
