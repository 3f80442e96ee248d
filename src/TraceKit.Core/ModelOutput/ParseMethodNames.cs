namespace TraceKit.ModelOutput;

internal static class ParseMethodNames
{
    public static string ToWireName(this ParseMethod method) => method switch
    {
        ParseMethod.Strict => "strict",
        ParseMethod.Fenced => "fenced",
        ParseMethod.Substring => "substring",
        _ => "repaired",
    };
}
