namespace TraceKit.ModelOutput;

/// <summary>A model's reply could not be read as the answer that was asked for.</summary>
public sealed class ModelOutputException(ModelOutputFailure failure)
    : Exception((failure ?? throw new ArgumentNullException(nameof(failure))).Message)
{
    /// <summary>What was wrong.</summary>
    public ModelOutputFailure Failure { get; } = failure;
}
