package dev.holdfast.backup.spi;

/** What a plan is put together from: a {@link Stage}, or a {@link Suspended} range of them. */
public sealed interface PlanPart permits Stage, Suspended {}
