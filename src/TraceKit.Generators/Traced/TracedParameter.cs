namespace TraceKit.Generators.Traced;

/// <summary>One parameter of a traced method.</summary>
/// <param name="Declaration">As it is declared, such as <c>params string[] names</c>.</param>
/// <param name="LocalDeclaration">The same without <c>this</c> and <c>params</c>.</param>
/// <param name="Name">As it is used: with <c>@</c> where it needs one.</param>
/// <param name="Key">As it is recorded.</param>
/// <param name="Statements">What writes its value as JSON; nothing when it is not recorded.</param>
internal sealed record TracedParameter(string Declaration, string LocalDeclaration, string Name, string Key, EquatableList<string> Statements);
