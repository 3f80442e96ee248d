namespace TraceKit.Contract;

/// <summary>What is wrong with JSON, without the coordinates that the framework adds to a <see cref="System.Text.Json.JsonException"/>: findings have their own.</summary>
internal static class JsonMessage
{
    public static string Of(Exception failure)
    {
        string message = failure.Message;
        foreach (string marker in (string[])[" Path: $", " LineNumber: "])
        {
            int end = message.IndexOf(marker, StringComparison.Ordinal);
            message = end < 0 ? message : message[..end];
        }

        return message.TrimEnd('.', ' ');
    }
}
