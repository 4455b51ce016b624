package dev.holdfast.backup.engine;

/**
 * How one part of an engine stands.
 *
 * @param name of the part
 * @param ok whether it works
 * @param required whether the engine is of no use without it
 * @param detail for people
 */
public record Health(String name, boolean ok, boolean required, String detail) {}
