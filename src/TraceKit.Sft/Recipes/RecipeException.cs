namespace TraceKit.Sft.Recipes;

/// <summary>A recipe cannot be followed; the message names the member and what it may be.</summary>
public sealed class RecipeException(string message, Exception? inner = null) : Exception(message, inner);
