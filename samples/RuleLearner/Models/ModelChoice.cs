using Microsoft.Extensions.AI;
using OpenAIChat;

namespace RuleLearner.Models;

/// <summary>Picks the model: a real one when the environment names a server or a key, else the stand-in.</summary>
public static class ModelChoice
{
    private const string DefaultModel = "gpt-4o-mini";

    /// <summary>Picks the model from environment variables.</summary>
    /// <param name="variable">Gives the value of <c>OPENAI_BASE_URL</c>, <c>OPENAI_API_KEY</c> and <c>OPENAI_MODEL</c>, or null.</param>
    /// <exception cref="FormatException"><c>OPENAI_BASE_URL</c> is no absolute address.</exception>
    public static IChatClient From(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? address = Given(variable("OPENAI_BASE_URL"));
        string? key = Given(variable("OPENAI_API_KEY"));
        if (address is null && key is null)
        {
            return new MiningChatClient();
        }

        Uri? endpoint = null;
        if (address is not null && !Uri.TryCreate(address, UriKind.Absolute, out endpoint))
        {
            throw new FormatException($"OPENAI_BASE_URL is '{address}': give an address such as http://127.0.0.1:8080/v1.");
        }

        return new OpenAIChatClient(Given(variable("OPENAI_MODEL")) ?? DefaultModel, key ?? "none", endpoint);
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
