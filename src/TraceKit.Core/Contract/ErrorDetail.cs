namespace TraceKit.Contract;

/// <summary>What went wrong, as a type and a message.</summary>
public sealed record ErrorDetail
{
    /// <summary>A stable name to count by: an exception's full type name, or a code such as <c>rate_limited</c>.</summary>
    [NotEmpty]
    public required string Type { get; init; }

    /// <summary>The message for people. Default: none.</summary>
    public string? Message { get; init; }

    /// <summary>HTTP status that came with it. Default: none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The provider's own word for it, such as <c>rate_limit_exceeded</c>. Default: none.</summary>
    public string? Code { get; init; }

    /// <summary>Describes an exception by its type and message, without its stack; a message of more than 16,384 characters is cut, and says so.</summary>
    /// <param name="exception">The exception.</param>
    public static ErrorDetail From(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new ErrorDetail { Type = exception.GetType().FullName ?? exception.GetType().Name, Message = MessageOf(exception) };
    }

    /// <summary>The message of an exception, which is a getter of the user's and may throw itself.</summary>
    private static string? MessageOf(Exception exception)
    {
        try
        {
            return LongText.Cut(exception.Message, LongText.MaxMessage);
        }
        catch (Exception)
        {
            return null;
        }
    }
}
