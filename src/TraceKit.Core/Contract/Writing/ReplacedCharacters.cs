namespace TraceKit.Contract.Writing;

/// <summary>
/// Counts the broken characters in what the serializer wrote. The framework writes the replacement character as an escape where it
/// replaces something, and as itself where it was given one: so they can be told apart in the output.
/// </summary>
internal static class ReplacedCharacters
{
    public static int In(ReadOnlySpan<byte> json)
    {
        int count = 0;
        for (int at = json.IndexOf("\\uFFFD"u8); at >= 0;)
        {
            int backslashes = at + 1 - (json[..at].LastIndexOfAnyExcept((byte)'\\') + 1);
            count += backslashes % 2;
            int next = json[(at + 6)..].IndexOf("\\uFFFD"u8);
            at = next < 0 ? -1 : at + 6 + next;
        }

        return count;
    }
}
