namespace TraceKit.ModelOutput;

/// <summary>How an answer was found in a model's reply.</summary>
public enum ParseMethod
{
    /// <summary>The whole reply is the JSON object.</summary>
    Strict,

    /// <summary>It stood in a fenced block; the text around it was left out.</summary>
    Fenced,

    /// <summary>It is the first balanced object of the reply; the text around it was left out.</summary>
    Substring,

    /// <summary>Code mended the reply before it could be read: it is not what the model wrote, and is never trained as if it were.</summary>
    Repaired,
}
