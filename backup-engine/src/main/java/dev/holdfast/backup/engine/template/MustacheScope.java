package dev.holdfast.backup.engine.template;

/** The outermost scope of a plain mustache rendering. */
record MustacheScope(TemplateMap root, RenderOptions options, Meter meter) {}
