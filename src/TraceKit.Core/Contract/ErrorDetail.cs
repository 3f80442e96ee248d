namespace TraceKit.Contract;

/// <summary>What went wrong, as a type and a message.</summary>
public sealed record ErrorDetail
{
    /// <summary>A stable name to count by: an exception's full type name, or a code such as <c>rate_limited</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The message for people. Default: none.</summary>
    public string? Message { get; init; }

    /// <summary>Describes an exception by its type and message, without its stack.</summary>
    /// <param name="exception">The exception.</param>
    public static ErrorDetail From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new ErrorDetail { Type = exception.GetType().FullName ?? exception.GetType().Name, Message = exception.Message };
    }
}
